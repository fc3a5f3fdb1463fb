-- DropIndex
DROP INDEX "supervision_order_project_id_kind_source_key";

-- AlterTable
ALTER TABLE "supervision_order" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "voided" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "supervision_order_project_id_kind_source_voided_key" ON "supervision_order"("project_id", "kind", "source", "voided");

-- An order that came from a problem and is void already does not keep the problem from being drafted from.
UPDATE "supervision_order" SET "voided" = "id" WHERE "state" = 'void' AND "problem_id" IS NOT NULL;
