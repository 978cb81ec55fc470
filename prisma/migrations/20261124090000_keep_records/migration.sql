-- What an election was opened with, what its mixers and trustees handed in and what was published never changes or goes
-- either, and a table of ballots cannot be emptied around the trigger that keeps its rows (SEC-05).
CREATE TRIGGER "append_only" BEFORE TRUNCATE ON "board"."ballot"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "board"."election"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "board"."mix"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "board"."decryption"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "board"."election_file"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();

-- A closed election never opens again.
CREATE FUNCTION "board"."stay_closed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NOT OLD.closed AND NEW.election_id = OLD.election_id THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a closed election stays closed' USING ERRCODE = 'raise_exception';
END $$;
CREATE TRIGGER "stay_closed" BEFORE UPDATE OR DELETE ON "board"."election_state"
  FOR EACH ROW EXECUTE FUNCTION "board"."stay_closed"();
CREATE TRIGGER "append_only" BEFORE TRUNCATE ON "board"."election_state"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
