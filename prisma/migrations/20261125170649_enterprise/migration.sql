-- CreateEnum
CREATE TYPE "agent_seat" AS ENUM ('a', 'b');

-- CreateEnum
CREATE TYPE "service_state" AS ENUM ('waiting', 'accepted', 'working', 'done', 'stopped');

-- CreateEnum
CREATE TYPE "service_way" AS ENUM ('on_site', 'phone', 'online', 'window');

-- CreateEnum
CREATE TYPE "joint_state" AS ENUM ('called', 'concluded', 'cancelled');

-- CreateEnum
CREATE TYPE "satisfaction" AS ENUM ('very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'very_dissatisfied');

-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "seat" "agent_seat";

-- CreateTable
CREATE TABLE "enterprise" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "credit_code" TEXT,
    "unit_id" INTEGER,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enterprise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enterprise_contact" (
    "id" SERIAL NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enterprise_contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enterprise_project" (
    "project_id" INTEGER NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enterprise_project_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "service_request" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "enterprise_id" INTEGER,
    "matter" TEXT NOT NULL,
    "state" "service_state" NOT NULL DEFAULT 'waiting',
    "asked_by" INTEGER,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "agent_id" INTEGER,
    "result" TEXT,
    "ended_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_record" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "enterprise_id" INTEGER,
    "request_id" INTEGER,
    "way" "service_way" NOT NULL,
    "served_on" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "person_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "joint_review" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "matter" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "state" "joint_state" NOT NULL DEFAULT 'called',
    "conclusion" TEXT,
    "called_by" INTEGER,
    "concluded_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "joint_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "joint_review_unit" (
    "review_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "joint_review_unit_pkey" PRIMARY KEY ("review_id","unit_id")
);

-- CreateTable
CREATE TABLE "joint_task" (
    "id" SERIAL NOT NULL,
    "review_id" INTEGER NOT NULL,
    "problem_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "joint_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "joint_promise" (
    "id" SERIAL NOT NULL,
    "review_id" INTEGER NOT NULL,
    "permit" TEXT NOT NULL,
    "promised_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "joint_promise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_visit" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "enterprise_id" INTEGER,
    "grade" "satisfaction" NOT NULL,
    "opinion" TEXT,
    "visited_on" DATE NOT NULL,
    "person_id" INTEGER,
    "problem_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enterprise_strategy" (
    "id" SERIAL NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "written_by" INTEGER,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enterprise_strategy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enterprise_certificate" (
    "id" SERIAL NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "number" TEXT,
    "expires_on" DATE NOT NULL,
    "replaced_on" DATE,
    "told_30_on" DATE,
    "told_7_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enterprise_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "enterprise_district_id_name_key" ON "enterprise"("district_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "enterprise_district_id_short_name_key" ON "enterprise"("district_id", "short_name");

-- CreateIndex
CREATE INDEX "enterprise_contact_enterprise_id_idx" ON "enterprise_contact"("enterprise_id");

-- CreateIndex
CREATE INDEX "enterprise_contact_person_id_idx" ON "enterprise_contact"("person_id");

-- CreateIndex
CREATE INDEX "enterprise_project_enterprise_id_idx" ON "enterprise_project"("enterprise_id");

-- CreateIndex
CREATE INDEX "service_request_district_id_state_idx" ON "service_request"("district_id", "state");

-- CreateIndex
CREATE INDEX "service_request_project_id_idx" ON "service_request"("project_id");

-- CreateIndex
CREATE INDEX "service_record_project_id_served_on_idx" ON "service_record"("project_id", "served_on");

-- CreateIndex
CREATE INDEX "joint_review_district_id_state_idx" ON "joint_review"("district_id", "state");

-- CreateIndex
CREATE INDEX "joint_review_project_id_idx" ON "joint_review"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "joint_task_problem_id_key" ON "joint_task"("problem_id");

-- CreateIndex
CREATE INDEX "joint_task_review_id_idx" ON "joint_task"("review_id");

-- CreateIndex
CREATE INDEX "joint_promise_review_id_idx" ON "joint_promise"("review_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_visit_problem_id_key" ON "service_visit"("problem_id");

-- CreateIndex
CREATE INDEX "service_visit_project_id_visited_on_idx" ON "service_visit"("project_id", "visited_on");

-- CreateIndex
CREATE UNIQUE INDEX "enterprise_strategy_enterprise_id_version_key" ON "enterprise_strategy"("enterprise_id", "version");

-- CreateIndex
CREATE INDEX "enterprise_certificate_enterprise_id_expires_on_idx" ON "enterprise_certificate"("enterprise_id", "expires_on");

-- AddForeignKey
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise_contact" ADD CONSTRAINT "enterprise_contact_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise_contact" ADD CONSTRAINT "enterprise_contact_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise_project" ADD CONSTRAINT "enterprise_project_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise_project" ADD CONSTRAINT "enterprise_project_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_request" ADD CONSTRAINT "service_request_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_request" ADD CONSTRAINT "service_request_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_request" ADD CONSTRAINT "service_request_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_request" ADD CONSTRAINT "service_request_asked_by_fkey" FOREIGN KEY ("asked_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_request" ADD CONSTRAINT "service_request_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "service_request"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "joint_review" ADD CONSTRAINT "joint_review_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "joint_review" ADD CONSTRAINT "joint_review_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "joint_review" ADD CONSTRAINT "joint_review_called_by_fkey" FOREIGN KEY ("called_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "joint_review_unit" ADD CONSTRAINT "joint_review_unit_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "joint_review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "joint_review_unit" ADD CONSTRAINT "joint_review_unit_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "joint_task" ADD CONSTRAINT "joint_task_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "joint_review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "joint_task" ADD CONSTRAINT "joint_task_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "joint_promise" ADD CONSTRAINT "joint_promise_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "joint_review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_visit" ADD CONSTRAINT "service_visit_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_visit" ADD CONSTRAINT "service_visit_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_visit" ADD CONSTRAINT "service_visit_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_visit" ADD CONSTRAINT "service_visit_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_visit" ADD CONSTRAINT "service_visit_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise_strategy" ADD CONSTRAINT "enterprise_strategy_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise_strategy" ADD CONSTRAINT "enterprise_strategy_written_by_fkey" FOREIGN KEY ("written_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise_certificate" ADD CONSTRAINT "enterprise_certificate_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;
