-- CreateEnum
CREATE TYPE "extension_state" AS ENUM ('asked', 'granted', 'refused');

-- CreateEnum
CREATE TYPE "order_move" AS ENUM ('draft', 'revise', 'sign', 'feedback', 'submit', 'close', 'send_back', 'ask_extension', 'grant_extension', 'refuse_extension', 'void');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "order_state" ADD VALUE 'working';
ALTER TYPE "order_state" ADD VALUE 'reviewing';
ALTER TYPE "order_state" ADD VALUE 'returned';

-- AlterTable
ALTER TABLE "supervision_order" ADD COLUMN     "basis" TEXT,
ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "drafted_by" INTEGER,
ADD COLUMN     "due_before" DATE,
ADD COLUMN     "due_on" DATE,
ADD COLUMN     "evidence" TEXT,
ADD COLUMN     "extension_reason" TEXT,
ADD COLUMN     "extension_state" "extension_state",
ADD COLUMN     "extension_to" DATE,
ADD COLUMN     "feedback" TEXT,
ADD COLUMN     "issued_on" DATE,
ADD COLUMN     "number" INTEGER,
ADD COLUMN     "problem_id" INTEGER,
ADD COLUMN     "reminded_stage" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "review" TEXT,
ADD COLUMN     "signed_by" INTEGER,
ADD COLUMN     "submitted_on" DATE,
ADD COLUMN     "year" INTEGER,
ALTER COLUMN "source" DROP NOT NULL;

-- CreateTable
CREATE TABLE "order_co_unit" (
    "order_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "order_co_unit_pkey" PRIMARY KEY ("order_id","unit_id")
);

-- CreateTable
CREATE TABLE "order_step" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "move" "order_move" NOT NULL,
    "state" "order_state" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" INTEGER,
    "text" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_counter" (
    "district_id" INTEGER NOT NULL,
    "kind" "order_kind" NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_counter_pkey" PRIMARY KEY ("district_id","kind","year")
);

-- CreateIndex
CREATE INDEX "order_step_order_id_idx" ON "order_step"("order_id");

-- CreateIndex
CREATE INDEX "supervision_order_lead_unit_id_state_idx" ON "supervision_order"("lead_unit_id", "state");

-- CreateIndex
CREATE INDEX "supervision_order_problem_id_idx" ON "supervision_order"("problem_id");

-- CreateIndex
CREATE UNIQUE INDEX "supervision_order_district_id_kind_year_number_key" ON "supervision_order"("district_id", "kind", "year", "number");

-- AddForeignKey
ALTER TABLE "supervision_order" ADD CONSTRAINT "supervision_order_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_order" ADD CONSTRAINT "supervision_order_drafted_by_fkey" FOREIGN KEY ("drafted_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_order" ADD CONSTRAINT "supervision_order_signed_by_fkey" FOREIGN KEY ("signed_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_co_unit" ADD CONSTRAINT "order_co_unit_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "supervision_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_co_unit" ADD CONSTRAINT "order_co_unit_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_step" ADD CONSTRAINT "order_step_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "supervision_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_step" ADD CONSTRAINT "order_step_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_counter" ADD CONSTRAINT "order_counter_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;
