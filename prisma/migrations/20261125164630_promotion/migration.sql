-- CreateEnum
CREATE TYPE "promotion_stage" AS ENUM ('lead', 'talking', 'signed', 'registered', 'land', 'started', 'funded', 'producing', 'ended');

-- CreateEnum
CREATE TYPE "reserve_stage" AS ENUM ('idea', 'reserve', 'preparation', 'started', 'producing', 'withdrawn');

-- CreateEnum
CREATE TYPE "readiness" AS ENUM ('none', 'working', 'done');

-- CreateEnum
CREATE TYPE "readiness_item" AS ENUM ('approval', 'land', 'environment', 'energy');

-- CreateTable
CREATE TABLE "promotion_project" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "investor" TEXT,
    "industry" TEXT,
    "source" TEXT,
    "unit_id" INTEGER,
    "person_id" INTEGER,
    "stage" "promotion_stage" NOT NULL DEFAULT 'lead',
    "stage_on" DATE NOT NULL,
    "intended" DECIMAL(14,2),
    "signed_amount" DECIMAL(14,2),
    "signed_on" DATE,
    "project_id" INTEGER,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promotion_project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promotion_step" (
    "id" SERIAL NOT NULL,
    "promotion_id" INTEGER NOT NULL,
    "stage" "promotion_stage" NOT NULL,
    "on" DATE NOT NULL,
    "amount" DECIMAL(14,2),
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promotion_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promotion_funds" (
    "id" SERIAL NOT NULL,
    "promotion_id" INTEGER NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "received_on" DATE NOT NULL,
    "voucher" TEXT NOT NULL,
    "state" "request_state" NOT NULL DEFAULT 'pending',
    "entered_by" INTEGER,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_by" INTEGER,
    "reviewed_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promotion_funds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reserve_project" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "chain" TEXT,
    "industry" TEXT,
    "source" TEXT,
    "unit_id" INTEGER,
    "person_id" INTEGER,
    "total_investment" DECIMAL(14,2),
    "planned_start_on" DATE,
    "stage" "reserve_stage" NOT NULL DEFAULT 'idea',
    "stage_on" DATE NOT NULL,
    "entered_on" DATE NOT NULL,
    "left_on" DATE,
    "approval" "readiness" NOT NULL DEFAULT 'none',
    "land" "readiness" NOT NULL DEFAULT 'none',
    "environment" "readiness" NOT NULL DEFAULT 'none',
    "energy" "readiness" NOT NULL DEFAULT 'none',
    "project_id" INTEGER,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reserve_project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reserve_step" (
    "id" SERIAL NOT NULL,
    "reserve_id" INTEGER NOT NULL,
    "stage" "reserve_stage",
    "item" "readiness_item",
    "readiness" "readiness",
    "on" DATE NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reserve_step_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "promotion_project_project_id_key" ON "promotion_project"("project_id");

-- CreateIndex
CREATE INDEX "promotion_project_district_id_stage_idx" ON "promotion_project"("district_id", "stage");

-- CreateIndex
CREATE UNIQUE INDEX "promotion_project_district_id_number_key" ON "promotion_project"("district_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "promotion_project_district_id_short_name_key" ON "promotion_project"("district_id", "short_name");

-- CreateIndex
CREATE INDEX "promotion_step_promotion_id_idx" ON "promotion_step"("promotion_id");

-- CreateIndex
CREATE INDEX "promotion_funds_promotion_id_state_idx" ON "promotion_funds"("promotion_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "reserve_project_project_id_key" ON "reserve_project"("project_id");

-- CreateIndex
CREATE INDEX "reserve_project_district_id_stage_idx" ON "reserve_project"("district_id", "stage");

-- CreateIndex
CREATE UNIQUE INDEX "reserve_project_district_id_number_key" ON "reserve_project"("district_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "reserve_project_district_id_short_name_key" ON "reserve_project"("district_id", "short_name");

-- CreateIndex
CREATE INDEX "reserve_step_reserve_id_idx" ON "reserve_step"("reserve_id");

-- AddForeignKey
ALTER TABLE "promotion_project" ADD CONSTRAINT "promotion_project_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_project" ADD CONSTRAINT "promotion_project_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_project" ADD CONSTRAINT "promotion_project_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_project" ADD CONSTRAINT "promotion_project_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_step" ADD CONSTRAINT "promotion_step_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotion_project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_step" ADD CONSTRAINT "promotion_step_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_funds" ADD CONSTRAINT "promotion_funds_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotion_project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_funds" ADD CONSTRAINT "promotion_funds_entered_by_fkey" FOREIGN KEY ("entered_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_funds" ADD CONSTRAINT "promotion_funds_reviewed_by_fkey" FOREIGN KEY ("reviewed_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reserve_project" ADD CONSTRAINT "reserve_project_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reserve_project" ADD CONSTRAINT "reserve_project_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reserve_project" ADD CONSTRAINT "reserve_project_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reserve_project" ADD CONSTRAINT "reserve_project_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reserve_step" ADD CONSTRAINT "reserve_step_reserve_id_fkey" FOREIGN KEY ("reserve_id") REFERENCES "reserve_project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reserve_step" ADD CONSTRAINT "reserve_step_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand: what the schema language cannot say.

-- Funds count with a voucher and a reviewer who is somebody else than who entered them (rules.md §7).
ALTER TABLE "promotion_funds" ADD CONSTRAINT "promotion_funds_reviewed_by_another" CHECK (
  btrim("voucher") <> '' AND "amount" > 0
  AND ("state" <> 'approved' OR ("reviewed_by" IS NOT NULL AND "reviewed_by" IS DISTINCT FROM "entered_by"))
);
