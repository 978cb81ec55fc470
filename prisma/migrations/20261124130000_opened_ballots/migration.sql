-- Ballots that were opened for a test before they were cast. Only their hashes: neither what they held nor when.
CREATE TABLE "board"."challenge" (
    "election_id" TEXT NOT NULL,
    "credential_key" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "challenge_pkey" PRIMARY KEY ("election_id","credential_key","hash")
);

ALTER TABLE "board"."challenge" ADD CONSTRAINT "challenge_election_id_credential_key_fkey"
  FOREIGN KEY ("election_id", "credential_key") REFERENCES "board"."credential"("election_id", "public_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An opened ballot stays opened.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "board"."challenge"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
