-- CreateEnum
CREATE TYPE "order_kind" AS ENUM ('supervision', 'reminder', 'listed');

-- CreateEnum
CREATE TYPE "order_state" AS ENUM ('draft', 'signed', 'closed', 'void');

-- CreateEnum
CREATE TYPE "reward_kind" AS ENUM ('praise', 'flag', 'priority', 'remind', 'talk');

-- AlterTable
ALTER TABLE "milestone" ADD COLUMN     "withdrawn_on" DATE;

-- CreateTable
CREATE TABLE "supervision_order" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "kind" "order_kind" NOT NULL,
    "state" "order_state" NOT NULL DEFAULT 'draft',
    "source" TEXT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "lead_unit_id" INTEGER,
    "matter" TEXT NOT NULL,
    "demand" TEXT NOT NULL,
    "limit_days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "supervision_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reward_decision" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "quarter" TEXT NOT NULL,
    "kind" "reward_kind" NOT NULL,
    "ground" TEXT NOT NULL,
    "state" "request_state" NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "decided_by" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reward_decision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "supervision_order_district_id_state_idx" ON "supervision_order"("district_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "supervision_order_project_id_kind_source_key" ON "supervision_order"("project_id", "kind", "source");

-- CreateIndex
CREATE INDEX "reward_decision_district_id_quarter_idx" ON "reward_decision"("district_id", "quarter");

-- CreateIndex
CREATE UNIQUE INDEX "reward_decision_unit_id_quarter_kind_key" ON "reward_decision"("unit_id", "quarter", "kind");

-- CreateIndex
CREATE INDEX "objection_district_id_month_state_idx" ON "objection"("district_id", "month", "state");

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_raised_by_fkey" FOREIGN KEY ("raised_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_order" ADD CONSTRAINT "supervision_order_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_order" ADD CONSTRAINT "supervision_order_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_order" ADD CONSTRAINT "supervision_order_lead_unit_id_fkey" FOREIGN KEY ("lead_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward_decision" ADD CONSTRAINT "reward_decision_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward_decision" ADD CONSTRAINT "reward_decision_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward_decision" ADD CONSTRAINT "reward_decision_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
