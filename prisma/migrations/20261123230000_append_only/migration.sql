-- The audit log, the board's leaves and its signed heads only ever grow. The database itself refuses anything else,
-- also to somebody who holds the application's password (SEC-05). An administrator of the database can of course
-- drop the trigger: the hash chain and the signed heads are what makes that visible.
CREATE FUNCTION "city"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'raise_exception';
END $$;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "city"."audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "board"."leaf"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "board"."head"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();

-- A stored ballot never changes and never goes; only its place on the board is filled in, once.
CREATE FUNCTION "board"."keep_ballot"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.leaf_index IS NULL
     AND (to_jsonb(NEW) - 'leaf_index') = (to_jsonb(OLD) - 'leaf_index') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a stored ballot cannot be changed or removed' USING ERRCODE = 'raise_exception';
END $$;
CREATE TRIGGER "keep_ballot" BEFORE UPDATE OR DELETE ON "board"."ballot"
  FOR EACH ROW EXECUTE FUNCTION "board"."keep_ballot"();
