-- CreateEnum
CREATE TYPE "problem_source" AS ENUM ('direct', 'report', 'visit', 'joint');

-- CreateEnum
CREATE TYPE "problem_stage" AS ENUM ('unassigned', 'due_soon', 'overdue', 'unanswered');

-- AlterEnum
ALTER TYPE "problem_move" ADD VALUE 'accept';

-- AlterTable
ALTER TABLE "problem" ADD COLUMN     "source" "problem_source" NOT NULL DEFAULT 'direct';

-- CreateTable
CREATE TABLE "problem_told" (
    "problem_id" INTEGER NOT NULL,
    "stage" "problem_stage" NOT NULL,
    "counts_from" DATE NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "problem_told_pkey" PRIMARY KEY ("problem_id","stage","counts_from")
);

-- CreateTable
CREATE TABLE "category_lead" (
    "district_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "category_lead_pkey" PRIMARY KEY ("district_id","category")
);

-- AddForeignKey
ALTER TABLE "problem_told" ADD CONSTRAINT "problem_told_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category_lead" ADD CONSTRAINT "category_lead_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category_lead" ADD CONSTRAINT "category_lead_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
