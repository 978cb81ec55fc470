-- Trustees of whom some suffice to open, the ceremony in which they make their joint key, and further mixers.
ALTER TABLE "city"."contest" ADD COLUMN "threshold" INTEGER;

CREATE TABLE "city"."key_ceremony" (
    "id" TEXT NOT NULL,
    "contest_id" TEXT NOT NULL,
    "threshold" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "key_ceremony_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "city"."ceremony_message" (
    "ceremony_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ceremony_message_pkey" PRIMARY KEY ("ceremony_id","step","index")
);

CREATE TYPE "city"."MixerKind" AS ENUM ('server', 'outsider');

CREATE TABLE "city"."mixer" (
    "id" TEXT NOT NULL,
    "contest_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "city"."MixerKind" NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "link_hash" TEXT,

    CONSTRAINT "mixer_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "key_ceremony_contest_id_idx" ON "city"."key_ceremony"("contest_id");
CREATE UNIQUE INDEX "mixer_link_hash_key" ON "city"."mixer"("link_hash");
CREATE UNIQUE INDEX "mixer_contest_id_position_key" ON "city"."mixer"("contest_id", "position");

ALTER TABLE "city"."key_ceremony" ADD CONSTRAINT "key_ceremony_contest_id_fkey"
  FOREIGN KEY ("contest_id") REFERENCES "city"."contest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "city"."ceremony_message" ADD CONSTRAINT "ceremony_message_ceremony_id_fkey"
  FOREIGN KEY ("ceremony_id") REFERENCES "city"."key_ceremony"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "city"."mixer" ADD CONSTRAINT "mixer_contest_id_fkey"
  FOREIGN KEY ("contest_id") REFERENCES "city"."contest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One attempt at a time, and what was published in one never changes: trustees compare what they saw.
CREATE UNIQUE INDEX "key_ceremony_running" ON "city"."key_ceremony"("contest_id") WHERE "ended_at" IS NULL;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "city"."ceremony_message"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();

-- An attempt that has ended stays ended, and only its end is ever filled in.
CREATE FUNCTION "city"."stay_ended"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL
     AND (to_jsonb(NEW) - 'ended_at') = (to_jsonb(OLD) - 'ended_at') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a key ceremony cannot be changed or taken up again' USING ERRCODE = 'raise_exception';
END $$;
CREATE TRIGGER "stay_ended" BEFORE UPDATE OR DELETE ON "city"."key_ceremony"
  FOR EACH ROW EXECUTE FUNCTION "city"."stay_ended"();
CREATE TRIGGER "append_only" BEFORE TRUNCATE ON "city"."key_ceremony"
  FOR EACH STATEMENT EXECUTE FUNCTION "city"."refuse_change"();
