-- Written by hand: what the schema language cannot say.

-- One 调度群 a district, among the chats that still exist.
CREATE UNIQUE INDEX "chat_one_dispatch_per_district" ON "chat"("district_id")
  WHERE "use" = 'dispatch' AND "gone_at" IS NULL;

-- One request for binding at a time.
CREATE UNIQUE INDEX "bind_request_one_pending_per_identity" ON "bind_request"("identity_id")
  WHERE "state" = 'pending';

-- A report and a backfill are each booked once per project and period; corrections as often as needed.
CREATE UNIQUE INDEX "ledger_entry_one_per_project_period_kind" ON "ledger_entry"("project_id", "period", "kind")
  WHERE "kind" IN ('report', 'backfill');

-- The audit is written once. Rows of a demo district may go when the district goes, and only in a transaction that
-- names it: SELECT set_config('saima.drop_demo', '<district id>', true).
CREATE FUNCTION "audit_entry_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
    AND OLD."district_id"::text = current_setting('saima.drop_demo', true)
    AND EXISTS (SELECT 1 FROM "district" WHERE "id" = OLD."district_id" AND "is_demo")
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit_entry: rows are never changed or removed' USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER "audit_entry_no_change" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "audit_entry_refuse_change"();
CREATE TRIGGER "audit_entry_no_truncate" BEFORE TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_entry_refuse_change"();

-- Else a real district could be declared a demo and its audit dropped.
CREATE FUNCTION "district_refuse_to_become_demo"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'district: a real district does not become a demo' USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER "district_stays_real" BEFORE UPDATE ON "district"
  FOR EACH ROW WHEN (NEW."is_demo" AND NOT OLD."is_demo") EXECUTE FUNCTION "district_refuse_to_become_demo"();
