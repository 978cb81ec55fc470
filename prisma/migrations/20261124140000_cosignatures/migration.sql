-- What witnesses co-signed: only heads that this board issued itself, each once by each witness, and for good.
CREATE TABLE "board"."cosignature" (
    "election_id" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "witness" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "cosignature_pkey" PRIMARY KEY ("election_id","size","witness")
);

ALTER TABLE "board"."cosignature" ADD CONSTRAINT "cosignature_election_id_size_fkey"
  FOREIGN KEY ("election_id", "size") REFERENCES "board"."head"("election_id", "size") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "board"."cosignature"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
