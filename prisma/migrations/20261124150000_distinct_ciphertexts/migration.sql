-- No two ballots of an election share a ciphertext, whoever casts them: an archive that held one twice would not verify.
ALTER TABLE "board"."ballot" ADD COLUMN "ciphertext" TEXT;

ALTER TABLE "board"."ballot" DISABLE TRIGGER "keep_ballot";
UPDATE "board"."ballot" SET "ciphertext" = encode(sha256(convert_to(
  substring("text" from '"alpha":"([0-9a-f]{64})"') || ',' || substring("text" from '"beta":"([0-9a-f]{64})"'),
  'UTF8')), 'hex');
ALTER TABLE "board"."ballot" ENABLE TRIGGER "keep_ballot";

ALTER TABLE "board"."ballot" ALTER COLUMN "ciphertext" SET NOT NULL;
CREATE UNIQUE INDEX "ballot_election_id_ciphertext_key" ON "board"."ballot"("election_id", "ciphertext");
