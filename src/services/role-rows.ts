/** A role as the program names it and as the database keeps it. */
import { isRole, type Role } from '../domain/roles.ts'
import { Role as StoredRole } from '../generated/prisma/enums.ts'

const IN_DATABASE: Readonly<Record<Role, StoredRole>> = {
  admin: StoredRole.ADMIN,
  office: StoredRole.OFFICE,
  supervision: StoredRole.SUPERVISION,
  approval: StoredRole.APPROVAL,
  leader: StoredRole.LEADER,
  unit: StoredRole.UNIT,
  liaison: StoredRole.LIAISON,
  enterprise: StoredRole.ENTERPRISE,
}

/** The enum value that the database keeps for a role. */
export function roleInDb(role: Role): StoredRole {
  return IN_DATABASE[role]
}

/** The role that a stored enum value stands for. */
export function roleFromDb(stored: StoredRole): Role {
  const role = stored.toLowerCase()
  if (isRole(role)) return role
  throw new RangeError(`unknown role in the database: ${stored}`)
}
