/**
 * A database that can be put back to how it was: a test then costs neither a new database nor a new client, whose first
 * queries are the slow ones. `remember` is called once, on the template; its clones know the way back.
 */
import type { Database } from '../../src/database/connection.ts'

/** Keeps a copy of every row and number beside the tables, and the function that brings them back. */
export async function remember(database: Database): Promise<void> {
  await database.transaction((connection) =>
    connection.script(`
CREATE SCHEMA origin;
CREATE TABLE origin.numbers AS
  SELECT sequencename AS name, last_value FROM pg_sequences WHERE schemaname = 'public';
DO $$
DECLARE
  one text;
  filled boolean;
BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', one) INTO filled;
    IF filled THEN EXECUTE format('CREATE TABLE origin.%I AS TABLE public.%I', 'of ' || one, one); END IF;
  END LOOP;
END $$;
CREATE FUNCTION origin.restore() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  one text;
  number record;
BEGIN
  -- Neither keys nor the guards of the audit have a say here.
  SET LOCAL session_replication_role = replica;
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM public.%I', one);
  END LOOP;
  FOR one IN SELECT substr(tablename, 4) FROM pg_tables WHERE schemaname = 'origin' AND tablename LIKE 'of %' LOOP
    EXECUTE format('INSERT INTO public.%I SELECT * FROM origin.%I', one, 'of ' || one);
  END LOOP;
  FOR number IN SELECT name, last_value FROM origin.numbers LOOP
    PERFORM setval(format('public.%I', number.name), coalesce(number.last_value, 1), number.last_value IS NOT NULL);
  END LOOP;
END $$;
`),
  )
}

export async function restore(database: Database): Promise<void> {
  await database.transaction(async (connection) => {
    await connection.rows('SELECT origin.restore()')
  })
}
