-- CreateEnum
CREATE TYPE "permit_stage" AS ENUM ('land', 'engineering', 'construction', 'completion');

-- CreateEnum
CREATE TYPE "limit_unit" AS ENUM ('workday', 'day');

-- CreateEnum
CREATE TYPE "permit_state" AS ENUM ('not_needed', 'preparing', 'accepted', 'paused', 'done', 'refused');

-- CreateEnum
CREATE TYPE "permit_warning" AS ENUM ('none', 'soon', 'overdue', 'far_overdue');

-- CreateEnum
CREATE TYPE "permit_move" AS ENUM ('accept', 'pause', 'resume', 'finish', 'refuse', 'waive', 'need');

-- CreateEnum
CREATE TYPE "service_figure_kind" AS ENUM ('limits_cut', 'online', 'days');

-- CreateTable
CREATE TABLE "permit_item" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "stage" "permit_stage" NOT NULL,
    "authority" TEXT NOT NULL,
    "authority_unit_id" INTEGER,
    "statutory_days" INTEGER,
    "statutory_unit" "limit_unit",
    "promised_days" INTEGER,
    "promised_unit" "limit_unit",
    "starred" BOOLEAN NOT NULL,
    "note" TEXT,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "permit_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "permit" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "item_id" INTEGER NOT NULL,
    "state" "permit_state" NOT NULL DEFAULT 'preparing',
    "authority_unit_id" INTEGER,
    "agent_id" INTEGER,
    "planned_on" DATE,
    "limit_days" INTEGER,
    "limit_unit" "limit_unit",
    "limit_promised" BOOLEAN NOT NULL DEFAULT false,
    "accepted_on" DATE,
    "closed_on" DATE,
    "due_on" DATE,
    "number" TEXT,
    "warned" "permit_warning" NOT NULL DEFAULT 'none',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "permit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "permit_step" (
    "id" SERIAL NOT NULL,
    "permit_id" INTEGER NOT NULL,
    "move" "permit_move" NOT NULL,
    "on_day" DATE NOT NULL,
    "reason" TEXT,
    "due_on" DATE,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" INTEGER,
    "withdrawn_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "permit_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_figure" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "kind" "service_figure_kind" NOT NULL,
    "value" DECIMAL(7,2) NOT NULL,
    "before" DECIMAL(7,2),
    "source" TEXT NOT NULL,
    "as_of" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_figure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "permit_item_district_id_code_key" ON "permit_item"("district_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "permit_item_district_id_name_key" ON "permit_item"("district_id", "name");

-- CreateIndex
CREATE INDEX "permit_district_id_state_idx" ON "permit"("district_id", "state");

-- CreateIndex
CREATE INDEX "permit_authority_unit_id_state_idx" ON "permit"("authority_unit_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "permit_project_id_item_id_key" ON "permit"("project_id", "item_id");

-- CreateIndex
CREATE INDEX "permit_step_permit_id_idx" ON "permit_step"("permit_id");

-- CreateIndex
CREATE INDEX "service_figure_district_id_kind_idx" ON "service_figure"("district_id", "kind");

-- AddForeignKey
ALTER TABLE "permit_item" ADD CONSTRAINT "permit_item_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit_item" ADD CONSTRAINT "permit_item_authority_unit_id_fkey" FOREIGN KEY ("authority_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit" ADD CONSTRAINT "permit_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit" ADD CONSTRAINT "permit_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit" ADD CONSTRAINT "permit_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "permit_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit" ADD CONSTRAINT "permit_authority_unit_id_fkey" FOREIGN KEY ("authority_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit" ADD CONSTRAINT "permit_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit_step" ADD CONSTRAINT "permit_step_permit_id_fkey" FOREIGN KEY ("permit_id") REFERENCES "permit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit_step" ADD CONSTRAINT "permit_step_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_figure" ADD CONSTRAINT "service_figure_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;
