-- CreateEnum
CREATE TYPE "unit_group" AS ENUM ('town', 'park', 'department', 'approval');

-- CreateEnum
CREATE TYPE "platform" AS ENUM ('console', 'feishu', 'wecom');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'office', 'supervision', 'approval', 'leader', 'unit', 'liaison', 'enterprise');

-- CreateEnum
CREATE TYPE "request_state" AS ENUM ('pending', 'approved', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "project_nature" AS ENUM ('new', 'continued');

-- CreateEnum
CREATE TYPE "project_stage" AS ENUM ('idea', 'reserve', 'preparation', 'started', 'construction', 'trial', 'completed', 'withdrawn');

-- CreateEnum
CREATE TYPE "assignment_kind" AS ENUM ('leader', 'unit', 'second_unit', 'team', 'plan', 'liaison', 'agent');

-- CreateEnum
CREATE TYPE "report_state" AS ENUM ('submitted', 'approved', 'returned', 'locked');

-- CreateEnum
CREATE TYPE "ledger_kind" AS ENUM ('report', 'backfill', 'correction');

-- CreateEnum
CREATE TYPE "problem_state" AS ENUM ('open', 'assigned', 'working', 'confirming', 'closed', 'returned', 'suspended');

-- CreateEnum
CREATE TYPE "publish_state" AS ENUM ('trial', 'published');

-- CreateEnum
CREATE TYPE "plate_colour" AS ENUM ('green', 'yellow', 'red', 'grey');

-- CreateEnum
CREATE TYPE "notice_kind" AS ENUM ('dispatch', 'evaluation', 'ranking');

-- CreateEnum
CREATE TYPE "notice_state" AS ENUM ('preview', 'held', 'returned', 'published', 'off', 'expired');

-- CreateEnum
CREATE TYPE "chat_kind" AS ENUM ('group', 'private');

-- CreateEnum
CREATE TYPE "chat_use" AS ENUM ('dispatch', 'query', 'none');

-- CreateEnum
CREATE TYPE "inbox_state" AS ENUM ('stored', 'done', 'failed');

-- CreateEnum
CREATE TYPE "outbox_kind" AS ENUM ('answer', 'push', 'update');

-- CreateEnum
CREATE TYPE "outbox_state" AS ENUM ('owed', 'sent', 'unconfirmed', 'refused', 'expired', 'unreachable');

-- CreateEnum
CREATE TYPE "job_state" AS ENUM ('done', 'expired', 'failed');

-- CreateTable
CREATE TABLE "district" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" INTEGER,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "activated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "district_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_setting" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "from_month" TEXT NOT NULL,
    "changed_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "local_holiday" (
    "district_id" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "is_workday" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "local_holiday_pkey" PRIMARY KEY ("district_id","date")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "group" "unit_group" NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "phone" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform_identity" (
    "id" SERIAL NOT NULL,
    "platform" "platform" NOT NULL,
    "external_id" TEXT NOT NULL,
    "display_name" TEXT,
    "person_id" INTEGER,
    "is_env_admin" BOOLEAN NOT NULL DEFAULT false,
    "last_wrote_at" TIMESTAMPTZ(3),
    "unreachable" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "platform_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "unit_id" INTEGER,
    "role" "role" NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bind_request" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "identity_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "state" "request_state" NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "decided_by" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bind_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_code" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "tries_left" INTEGER NOT NULL DEFAULT 5,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preference" (
    "district_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preference_pkey" PRIMARY KEY ("district_id","person_id","key")
);

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "nature" "project_nature" NOT NULL,
    "stage" "project_stage" NOT NULL,
    "level" TEXT,
    "chain" TEXT,
    "industry" TEXT,
    "owner" TEXT,
    "location" TEXT,
    "content" TEXT,
    "contact_name" TEXT,
    "contact_title" TEXT,
    "total_investment" DECIMAL(14,2),
    "phase_one_investment" DECIMAL(14,2),
    "invested_before" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "planned_start_on" DATE,
    "started_on" DATE,
    "verified_start_on" DATE,
    "planned_resume_on" DATE,
    "resumed_on" DATE,
    "verified_resume_on" DATE,
    "planned_completion_on" DATE,
    "completed_on" DATE,
    "verified_completion_on" DATE,
    "note" TEXT,
    "demo_fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_alias" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "alias" TEXT NOT NULL,

    CONSTRAINT "project_alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "kind" "assignment_kind" NOT NULL,
    "person_id" INTEGER,
    "unit_id" INTEGER,
    "text" TEXT,
    "since" DATE NOT NULL,
    "until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annual_plan" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "added_month" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "approved_on" DATE,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annual_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "target_point" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "cumulative" DECIMAL(14,2),
    "text" TEXT,
    "valid_from" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "target_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_target" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "quarter" TEXT NOT NULL,
    "percent" DECIMAL(5,2) NOT NULL,
    "valid_from" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "weight" DECIMAL(6,2) NOT NULL DEFAULT 1,
    "due_on" DATE NOT NULL,
    "done_on" DATE,
    "verified_at" TIMESTAMPTZ(3),
    "verified_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stoppage" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "is_winter" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stoppage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exemption" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exemption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disqualification" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disqualification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "reported" DECIMAL(14,2) NOT NULL,
    "verified" DECIMAL(14,2) NOT NULL,
    "inspected_on" DATE NOT NULL,
    "note" TEXT,
    "decided_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "period" (
    "district_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "locked_at" TIMESTAMPTZ(3),
    "locked_by" INTEGER,
    "summary" JSONB,

    CONSTRAINT "period_pkey" PRIMARY KEY ("district_id","code")
);

-- CreateTable
CREATE TABLE "report" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "backfill" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "progress" TEXT,
    "overall_percent" DECIMAL(5,2),
    "no_change" BOOLEAN NOT NULL DEFAULT false,
    "state" "report_state" NOT NULL DEFAULT 'submitted',
    "on_time" BOOLEAN NOT NULL,
    "ever_returned" BOOLEAN NOT NULL DEFAULT false,
    "return_reason" TEXT,
    "reopen_until" TIMESTAMPTZ(3),
    "submitted_by" INTEGER,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_revision" (
    "id" SERIAL NOT NULL,
    "report_id" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "kind" "ledger_kind" NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "correction_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "correction" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "before" DECIMAL(14,2) NOT NULL,
    "after" DECIMAL(14,2) NOT NULL,
    "reason" TEXT NOT NULL,
    "is_reduction" BOOLEAN NOT NULL DEFAULT false,
    "state" "request_state" NOT NULL DEFAULT 'pending',
    "requested_by" INTEGER,
    "decided_by" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "decision" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "category" TEXT,
    "statement" TEXT NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,
    "lead_unit_id" INTEGER,
    "raised_unit_id" INTEGER,
    "raised_by" INTEGER,
    "due_on" DATE,
    "state" "problem_state" NOT NULL DEFAULT 'open',
    "submitted_on" DATE,
    "closed_at" TIMESTAMPTZ(3),
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "month" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "score" DECIMAL(6,2),
    "items" JSONB NOT NULL,
    "inputs" JSONB NOT NULL,
    "rules" JSONB NOT NULL,
    "state" "publish_state" NOT NULL DEFAULT 'trial',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plate" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "month" TEXT NOT NULL,
    "colour" "plate_colour" NOT NULL,
    "reasons" JSONB NOT NULL,
    "state" "publish_state" NOT NULL DEFAULT 'trial',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_month" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "month" TEXT NOT NULL,
    "score" DECIMAL(6,2),
    "detail" JSONB NOT NULL,
    "state" "publish_state" NOT NULL DEFAULT 'trial',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_month_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quarter_rank" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "quarter" TEXT NOT NULL,
    "group" "unit_group" NOT NULL,
    "score" DECIMAL(6,2),
    "rank" INTEGER,
    "last_rank" INTEGER,
    "detail" JSONB NOT NULL,
    "state" "publish_state" NOT NULL DEFAULT 'trial',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quarter_rank_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objection" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "month" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "raised_by" INTEGER,
    "state" "request_state" NOT NULL DEFAULT 'pending',
    "decision" TEXT,
    "decided_by" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "kind" "notice_kind" NOT NULL,
    "period" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "state" "notice_state" NOT NULL DEFAULT 'preview',
    "card" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" INTEGER,
    "reason" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat" (
    "id" SERIAL NOT NULL,
    "platform" "platform" NOT NULL,
    "external_id" TEXT NOT NULL,
    "kind" "chat_kind" NOT NULL,
    "name" TEXT,
    "identity_id" INTEGER,
    "district_id" INTEGER,
    "use" "chat_use" NOT NULL DEFAULT 'none',
    "is_external" BOOLEAN NOT NULL DEFAULT false,
    "bound_by" INTEGER,
    "bound_at" TIMESTAMPTZ(3),
    "gone_at" TIMESTAMPTZ(3),
    "push_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_event" (
    "id" SERIAL NOT NULL,
    "platform" "platform" NOT NULL,
    "key" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "content" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "inbox_state" NOT NULL DEFAULT 'stored',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "handled_at" TIMESTAMPTZ(3),
    "answer" JSONB,
    "command" TEXT,
    "args" JSONB,
    "error" TEXT,

    CONSTRAINT "inbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "chat_id" INTEGER,
    "person_id" INTEGER,
    "kind" "outbox_kind" NOT NULL,
    "card" JSONB NOT NULL,
    "reply_to" TEXT,
    "updates" TEXT,
    "context" JSONB,
    "inbox_id" INTEGER,
    "notice_id" INTEGER,
    "job_slot" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "state" "outbox_state" NOT NULL DEFAULT 'owed',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "first_tried_at" TIMESTAMPTZ(3),
    "generation" INTEGER NOT NULL DEFAULT 0,
    "external_id" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder_item" (
    "district_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,

    CONSTRAINT "reminder_item_pkey" PRIMARY KEY ("district_id","person_id","period","position")
);

-- CreateTable
CREATE TABLE "pending_confirm" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER,
    "identity_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "chat_id" INTEGER NOT NULL,
    "command" TEXT NOT NULL,
    "args" JSONB NOT NULL,
    "reasons" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pending_confirm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console_message" (
    "id" SERIAL NOT NULL,
    "chat" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reply_to" TEXT,
    "card" JSONB,
    "text" TEXT NOT NULL,
    "key" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "console_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_run" (
    "slot" TEXT NOT NULL,
    "district_id" INTEGER NOT NULL,
    "job" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "job_state" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "next_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("slot")
);

-- CreateTable
CREATE TABLE "suggestion" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" INTEGER,
    "identity_id" INTEGER,
    "chat_id" INTEGER,
    "command" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "district_name_key" ON "district"("name");

-- CreateIndex
CREATE INDEX "rule_setting_district_id_key_from_month_idx" ON "rule_setting"("district_id", "key", "from_month");

-- CreateIndex
CREATE UNIQUE INDEX "unit_district_id_name_key" ON "unit"("district_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "unit_district_id_short_name_key" ON "unit"("district_id", "short_name");

-- CreateIndex
CREATE INDEX "person_name_idx" ON "person"("name");

-- CreateIndex
CREATE UNIQUE INDEX "platform_identity_platform_external_id_key" ON "platform_identity"("platform", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "platform_identity_person_id_platform_key" ON "platform_identity"("person_id", "platform");

-- CreateIndex
CREATE INDEX "membership_district_id_role_idx" ON "membership"("district_id", "role");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_district_id_number_key" ON "project"("district_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "project_district_id_short_name_key" ON "project"("district_id", "short_name");

-- CreateIndex
CREATE INDEX "project_alias_district_id_alias_idx" ON "project_alias"("district_id", "alias");

-- CreateIndex
CREATE UNIQUE INDEX "project_alias_project_id_alias_key" ON "project_alias"("project_id", "alias");

-- CreateIndex
CREATE INDEX "assignment_project_id_kind_idx" ON "assignment"("project_id", "kind");

-- CreateIndex
CREATE INDEX "assignment_person_id_kind_idx" ON "assignment"("person_id", "kind");

-- CreateIndex
CREATE INDEX "assignment_unit_id_kind_idx" ON "assignment"("unit_id", "kind");

-- CreateIndex
CREATE INDEX "annual_plan_project_id_year_idx" ON "annual_plan"("project_id", "year");

-- CreateIndex
CREATE INDEX "target_point_project_id_period_idx" ON "target_point"("project_id", "period");

-- CreateIndex
CREATE INDEX "unit_target_unit_id_quarter_idx" ON "unit_target"("unit_id", "quarter");

-- CreateIndex
CREATE INDEX "milestone_project_id_due_on_idx" ON "milestone"("project_id", "due_on");

-- CreateIndex
CREATE INDEX "stoppage_project_id_idx" ON "stoppage"("project_id");

-- CreateIndex
CREATE INDEX "exemption_project_id_idx" ON "exemption"("project_id");

-- CreateIndex
CREATE INDEX "disqualification_project_id_idx" ON "disqualification"("project_id");

-- CreateIndex
CREATE INDEX "inspection_project_id_period_idx" ON "inspection"("project_id", "period");

-- CreateIndex
CREATE INDEX "report_district_id_period_idx" ON "report"("district_id", "period");

-- CreateIndex
CREATE UNIQUE INDEX "report_project_id_period_key" ON "report"("project_id", "period");

-- CreateIndex
CREATE UNIQUE INDEX "report_revision_report_id_revision_key" ON "report_revision"("report_id", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_correction_id_key" ON "ledger_entry"("correction_id");

-- CreateIndex
CREATE INDEX "ledger_entry_project_id_year_period_idx" ON "ledger_entry"("project_id", "year", "period");

-- CreateIndex
CREATE INDEX "correction_district_id_state_idx" ON "correction"("district_id", "state");

-- CreateIndex
CREATE INDEX "problem_district_id_state_idx" ON "problem"("district_id", "state");

-- CreateIndex
CREATE INDEX "problem_project_id_idx" ON "problem"("project_id");

-- CreateIndex
CREATE INDEX "evaluation_district_id_month_idx" ON "evaluation"("district_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_project_id_month_key" ON "evaluation"("project_id", "month");

-- CreateIndex
CREATE INDEX "plate_district_id_month_idx" ON "plate"("district_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "plate_project_id_month_key" ON "plate"("project_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "unit_month_unit_id_month_key" ON "unit_month"("unit_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "quarter_rank_unit_id_quarter_key" ON "quarter_rank"("unit_id", "quarter");

-- CreateIndex
CREATE UNIQUE INDEX "notice_district_id_kind_period_key" ON "notice"("district_id", "kind", "period");

-- CreateIndex
CREATE INDEX "chat_district_id_use_idx" ON "chat"("district_id", "use");

-- CreateIndex
CREATE UNIQUE INDEX "chat_platform_external_id_key" ON "chat"("platform", "external_id");

-- CreateIndex
CREATE INDEX "inbox_event_state_next_at_idx" ON "inbox_event"("state", "next_at");

-- CreateIndex
CREATE INDEX "inbox_event_platform_lane_id_idx" ON "inbox_event"("platform", "lane", "id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_event_platform_key_key" ON "inbox_event"("platform", "key");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_key_key" ON "outbox_message"("key");

-- CreateIndex
CREATE INDEX "outbox_message_state_next_at_idx" ON "outbox_message"("state", "next_at");

-- CreateIndex
CREATE INDEX "outbox_message_chat_id_id_idx" ON "outbox_message"("chat_id", "id");

-- CreateIndex
CREATE INDEX "outbox_message_external_id_idx" ON "outbox_message"("external_id");

-- CreateIndex
CREATE INDEX "outbox_message_inbox_id_idx" ON "outbox_message"("inbox_id");

-- CreateIndex
CREATE INDEX "pending_confirm_identity_id_chat_id_idx" ON "pending_confirm"("identity_id", "chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "console_message_key_key" ON "console_message"("key");

-- CreateIndex
CREATE INDEX "console_message_chat_id_idx" ON "console_message"("chat", "id");

-- CreateIndex
CREATE INDEX "job_run_district_id_job_idx" ON "job_run"("district_id", "job");

-- CreateIndex
CREATE INDEX "audit_entry_district_id_at_idx" ON "audit_entry"("district_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_subject_id_idx" ON "audit_entry"("subject", "subject_id");

-- AddForeignKey
ALTER TABLE "district" ADD CONSTRAINT "district_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "district"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_setting" ADD CONSTRAINT "rule_setting_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_setting" ADD CONSTRAINT "rule_setting_changed_by_fkey" FOREIGN KEY ("changed_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "local_holiday" ADD CONSTRAINT "local_holiday_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform_identity" ADD CONSTRAINT "platform_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bind_request" ADD CONSTRAINT "bind_request_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bind_request" ADD CONSTRAINT "bind_request_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "platform_identity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bind_request" ADD CONSTRAINT "bind_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bind_request" ADD CONSTRAINT "bind_request_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preference" ADD CONSTRAINT "preference_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preference" ADD CONSTRAINT "preference_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_alias" ADD CONSTRAINT "project_alias_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_alias" ADD CONSTRAINT "project_alias_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annual_plan" ADD CONSTRAINT "annual_plan_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target_point" ADD CONSTRAINT "target_point_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_target" ADD CONSTRAINT "unit_target_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_target" ADD CONSTRAINT "unit_target_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stoppage" ADD CONSTRAINT "stoppage_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exemption" ADD CONSTRAINT "exemption_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disqualification" ADD CONSTRAINT "disqualification_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "period" ADD CONSTRAINT "period_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_submitted_by_fkey" FOREIGN KEY ("submitted_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_revision" ADD CONSTRAINT "report_revision_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_correction_id_fkey" FOREIGN KEY ("correction_id") REFERENCES "correction"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem" ADD CONSTRAINT "problem_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem" ADD CONSTRAINT "problem_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem" ADD CONSTRAINT "problem_lead_unit_id_fkey" FOREIGN KEY ("lead_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem" ADD CONSTRAINT "problem_raised_unit_id_fkey" FOREIGN KEY ("raised_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem" ADD CONSTRAINT "problem_raised_by_fkey" FOREIGN KEY ("raised_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plate" ADD CONSTRAINT "plate_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plate" ADD CONSTRAINT "plate_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_month" ADD CONSTRAINT "unit_month_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_month" ADD CONSTRAINT "unit_month_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quarter_rank" ADD CONSTRAINT "quarter_rank_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quarter_rank" ADD CONSTRAINT "quarter_rank_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat" ADD CONSTRAINT "chat_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "platform_identity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat" ADD CONSTRAINT "chat_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_inbox_id_fkey" FOREIGN KEY ("inbox_id") REFERENCES "inbox_event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_item" ADD CONSTRAINT "reminder_item_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_item" ADD CONSTRAINT "reminder_item_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_item" ADD CONSTRAINT "reminder_item_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_confirm" ADD CONSTRAINT "pending_confirm_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_confirm" ADD CONSTRAINT "pending_confirm_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
