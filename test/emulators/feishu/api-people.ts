/** Files, members, people. */
import type { Request } from 'express'
import { z } from 'zod'
import { bytesOf, error, json, ok, type Reply } from './answers.ts'
import { readMultipart } from './multipart.ts'
import { newId, type World } from './world.ts'

const phonesSchema = z.object({ mobiles: z.array(z.string()).max(50).default([]) })

/** POST /im/v1/images, /im/v1/files */
export function upload(world: World, req: Request, kind: 'image' | 'file'): Reply {
  const parts = readMultipart(req.headers['content-type'], bytesOf(req))
  const file = parts.find((part) => part.name === kind)
  const type = parts.find((part) => part.name === `${kind}_type`)
  if (file === undefined || type === undefined) return error(400, 234001, 'invalid request parameter')
  if (file.body.length === 0) return error(400, 234010, 'the file is empty')
  if (file.body.length > (kind === 'image' ? 10 : 30) * 1024 * 1024) return error(400, 234006, 'the file is too large')
  const key = newId(kind === 'image' ? 'img_v3' : 'file_v3')
  world.files.set(key, file.body)
  const name = parts.find((part) => part.name === 'file_name')
  if (name !== undefined) world.fileNames.set(key, name.body.toString('utf8'))
  return ok({ [`${kind}_key`]: key })
}

/** GET /im/v1/chats/:id/members */
export function members(world: World, req: Request): Reply {
  const group = world.groups.get(String(req.params.id))
  if (group === undefined || group.refuse !== null) return error(400, 232011, 'not in the chat')
  const all = [...group.members]
  const from = Number(req.query.page_token ?? 0)
  const size = Number(req.query.page_size ?? 20)
  const items = all.slice(from, from + size).map((id) => ({
    member_id_type: 'open_id',
    member_id: id,
    name: world.person(id).name,
  }))
  const more = from + size < all.length
  return ok({ items, has_more: more, page_token: more ? String(from + size) : '', member_total: all.length })
}

/** POST /contact/v3/users/batch_get_id */
export function findPeople(world: World, req: Request): Reply {
  const asked = json(req, phonesSchema)
  if (asked === null) return error(400, 230001, 'invalid parameter')
  const found = asked.mobiles.map((mobile) => {
    const hit = [...world.people].find(([, person]) => person.mobile === mobile)
    return { mobile, ...(hit === undefined ? {} : { user_id: hit[0] }) }
  })
  return ok({ user_list: found })
}
