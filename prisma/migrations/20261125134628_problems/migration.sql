-- CreateEnum
CREATE TYPE "problem_move" AS ENUM ('assign', 'feedback', 'submit', 'confirm', 'send_back', 'suspend', 'resume', 'escalate');

-- AlterTable
ALTER TABLE "problem" ADD COLUMN     "demand" TEXT,
ADD COLUMN     "evidence" TEXT,
ADD COLUMN     "result" TEXT;

-- CreateTable
CREATE TABLE "problem_co_unit" (
    "problem_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "problem_co_unit_pkey" PRIMARY KEY ("problem_id","unit_id")
);

-- CreateTable
CREATE TABLE "problem_step" (
    "id" SERIAL NOT NULL,
    "problem_id" INTEGER NOT NULL,
    "move" "problem_move" NOT NULL,
    "state" "problem_state" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" INTEGER,
    "text" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "problem_step_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "problem_step_problem_id_idx" ON "problem_step"("problem_id");

-- CreateIndex
CREATE INDEX "problem_lead_unit_id_state_idx" ON "problem"("lead_unit_id", "state");

-- AddForeignKey
ALTER TABLE "problem_co_unit" ADD CONSTRAINT "problem_co_unit_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_co_unit" ADD CONSTRAINT "problem_co_unit_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_step" ADD CONSTRAINT "problem_step_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_step" ADD CONSTRAINT "problem_step_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
