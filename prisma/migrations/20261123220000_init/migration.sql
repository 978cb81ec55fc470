-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "board";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "city";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "people";

-- CreateEnum
CREATE TYPE "board"."CredentialState" AS ENUM ('registered', 'live', 'superseded');

-- CreateEnum
CREATE TYPE "board"."Channel" AS ENUM ('web', 'booth', 'paper');

-- CreateEnum
CREATE TYPE "city"."PhaseKind" AS ENUM ('assemblies', 'proposals', 'review', 'deliberation', 'voting', 'count', 'results', 'implementation');

-- CreateEnum
CREATE TYPE "city"."BallotForm" AS ENUM ('approval', 'knapsack', 'points', 'ranking');

-- CreateEnum
CREATE TYPE "city"."ContestStatus" AS ENUM ('draft', 'open', 'closed', 'counted');

-- CreateEnum
CREATE TYPE "city"."Entitlement" AS ENUM ('codes', 'vouched');

-- CreateEnum
CREATE TYPE "city"."StationRole" AS ENUM ('check_in', 'booth');

-- CreateEnum
CREATE TYPE "people"."Role" AS ENUM ('resident', 'trustee', 'administrator');

-- CreateEnum
CREATE TYPE "people"."CardState" AS ENUM ('open', 'cast', 'abandoned');

-- CreateTable
CREATE TABLE "board"."election" (
    "id" TEXT NOT NULL,
    "contest_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "election_text" TEXT NOT NULL,
    "trustees_text" TEXT NOT NULL,
    "description_text" TEXT NOT NULL,
    "tie_seed" TEXT NOT NULL,
    "archive_time" INTEGER NOT NULL,

    CONSTRAINT "election_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "board"."election_state" (
    "election_id" TEXT NOT NULL,
    "closed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "election_state_pkey" PRIMARY KEY ("election_id")
);

-- CreateTable
CREATE TABLE "board"."credential" (
    "election_id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "chain" TEXT NOT NULL,
    "state" "board"."CredentialState" NOT NULL DEFAULT 'registered',
    "revocation_salt" TEXT,
    "revocation_on_board" BOOLEAN NOT NULL DEFAULT false,
    "on_board" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("election_id","public_key")
);

-- CreateTable
CREATE TABLE "board"."ballot" (
    "election_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "credential_key" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "channel" "board"."Channel" NOT NULL,
    "text" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "included_by" TEXT NOT NULL,
    "leaf_index" INTEGER,

    CONSTRAINT "ballot_pkey" PRIMARY KEY ("election_id","hash")
);

-- CreateTable
CREATE TABLE "board"."leaf" (
    "election_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "leaf_pkey" PRIMARY KEY ("election_id","position")
);

-- CreateTable
CREATE TABLE "board"."head" (
    "election_id" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "batch" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "head_pkey" PRIMARY KEY ("election_id","size")
);

-- CreateTable
CREATE TABLE "board"."mix" (
    "election_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "owner" INTEGER NOT NULL,
    "record" TEXT NOT NULL,

    CONSTRAINT "mix_pkey" PRIMARY KEY ("election_id","position")
);

-- CreateTable
CREATE TABLE "board"."decryption" (
    "election_id" TEXT NOT NULL,
    "owner" INTEGER NOT NULL,
    "record" TEXT NOT NULL,
    "sidecar" TEXT NOT NULL,

    CONSTRAINT "decryption_pkey" PRIMARY KEY ("election_id","owner")
);

-- CreateTable
CREATE TABLE "board"."election_file" (
    "election_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "election_file_pkey" PRIMARY KEY ("election_id","name")
);

-- CreateTable
CREATE TABLE "city"."city" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "currencyExponent" INTEGER NOT NULL DEFAULT 2,
    "languages" TEXT[],
    "timeZone" TEXT NOT NULL,

    CONSTRAINT "city_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."area" (
    "id" TEXT NOT NULL,
    "city_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "population" INTEGER,

    CONSTRAINT "area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."theme" (
    "id" TEXT NOT NULL,
    "city_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."round" (
    "id" TEXT NOT NULL,
    "city_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."phase" (
    "id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "kind" "city"."PhaseKind" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "phase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."envelope" (
    "id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "area_id" TEXT,
    "theme_id" TEXT,
    "name" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "envelope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."contest" (
    "id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "envelope_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ballot_form" "city"."BallotForm" NOT NULL DEFAULT 'approval',
    "min_choices" INTEGER NOT NULL DEFAULT 0,
    "max_choices" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "rule_parameters" JSONB NOT NULL DEFAULT '{}',
    "entitlement" "city"."Entitlement" NOT NULL DEFAULT 'codes',
    "status" "city"."ContestStatus" NOT NULL DEFAULT 'draft',
    "opens_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),

    CONSTRAINT "contest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."project" (
    "id" TEXT NOT NULL,
    "contest_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "cost_minor" BIGINT NOT NULL,
    "theme_id" TEXT,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."trustee" (
    "id" TEXT NOT NULL,
    "contest_id" TEXT NOT NULL,
    "owner" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "key_text" TEXT,
    "key_at" TIMESTAMPTZ(3),

    CONSTRAINT "trustee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."shop" (
    "id" TEXT NOT NULL,
    "city_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."station" (
    "id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" "city"."StationRole"[],
    "public_key" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "station_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city"."audit_event" (
    "position" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT,
    "actor_role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "people"."user" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "email_verified" TIMESTAMP(3),
    "image" TEXT,
    "locale" TEXT,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people"."account" (
    "user_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "account_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "people"."session" (
    "session_token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("session_token")
);

-- CreateTable
CREATE TABLE "people"."verification_token" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "verification_token_pkey" PRIMARY KEY ("identifier","token")
);

-- CreateTable
CREATE TABLE "people"."role_grant" (
    "user_id" TEXT NOT NULL,
    "role" "people"."Role" NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("user_id","role")
);

-- CreateTable
CREATE TABLE "people"."roll_entry" (
    "id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "area_id" TEXT,
    "email" TEXT,
    "salt" TEXT NOT NULL,
    "registration_key" TEXT,
    "code_exported_at" TIMESTAMPTZ(3),
    "user_id" TEXT,

    CONSTRAINT "roll_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people"."slot" (
    "id" TEXT NOT NULL,
    "roll_entry_id" TEXT NOT NULL,
    "contest_id" TEXT NOT NULL,
    "chain" TEXT NOT NULL,

    CONSTRAINT "slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people"."slot_credential" (
    "public_key" TEXT NOT NULL,
    "slot_id" TEXT NOT NULL,
    "registration" TEXT,
    "possession" TEXT NOT NULL,

    CONSTRAINT "slot_credential_pkey" PRIMARY KEY ("slot_id","public_key")
);

-- CreateTable
CREATE TABLE "people"."sign_in_challenge" (
    "nonce" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_challenge_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "people"."check_in" (
    "id" TEXT NOT NULL,
    "roll_entry_id" TEXT NOT NULL,
    "station_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people"."card" (
    "code_hash" TEXT NOT NULL,
    "check_in_id" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "state" "people"."CardState" NOT NULL DEFAULT 'open',

    CONSTRAINT "card_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "people"."mail" (
    "id" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people"."rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "election_contest_id_key" ON "board"."election"("contest_id");

-- CreateIndex
CREATE UNIQUE INDEX "election_fingerprint_key" ON "board"."election"("fingerprint");

-- CreateIndex
CREATE INDEX "credential_election_id_chain_idx" ON "board"."credential"("election_id", "chain");

-- CreateIndex
CREATE INDEX "ballot_election_id_leaf_index_idx" ON "board"."ballot"("election_id", "leaf_index");

-- CreateIndex
CREATE UNIQUE INDEX "ballot_election_id_idempotency_key_key" ON "board"."ballot"("election_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "ballot_election_id_credential_key_sequence_key" ON "board"."ballot"("election_id", "credential_key", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "mix_election_id_owner_key" ON "board"."mix"("election_id", "owner");

-- CreateIndex
CREATE UNIQUE INDEX "area_city_id_slug_key" ON "city"."area"("city_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "theme_city_id_slug_key" ON "city"."theme"("city_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "round_city_id_slug_key" ON "city"."round"("city_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "phase_round_id_kind_key" ON "city"."phase"("round_id", "kind");

-- CreateIndex
CREATE INDEX "envelope_round_id_idx" ON "city"."envelope"("round_id");

-- CreateIndex
CREATE UNIQUE INDEX "contest_envelope_id_key" ON "city"."contest"("envelope_id");

-- CreateIndex
CREATE UNIQUE INDEX "contest_slug_key" ON "city"."contest"("slug");

-- CreateIndex
CREATE INDEX "contest_round_id_idx" ON "city"."contest"("round_id");

-- CreateIndex
CREATE INDEX "project_contest_id_position_idx" ON "city"."project"("contest_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "project_contest_id_code_key" ON "city"."project"("contest_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "trustee_contest_id_owner_key" ON "city"."trustee"("contest_id", "owner");

-- CreateIndex
CREATE UNIQUE INDEX "trustee_contest_id_user_id_key" ON "city"."trustee"("contest_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "shop_city_id_slug_key" ON "city"."shop"("city_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "station_public_key_key" ON "city"."station"("public_key");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_hash_key" ON "city"."audit_event"("hash");

-- CreateIndex
CREATE INDEX "audit_event_subject_idx" ON "city"."audit_event"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "people"."user"("email");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "people"."session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "verification_token_token_key" ON "people"."verification_token"("token");

-- CreateIndex
CREATE UNIQUE INDEX "roll_entry_round_id_external_id_key" ON "people"."roll_entry"("round_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "roll_entry_round_id_registration_key_key" ON "people"."roll_entry"("round_id", "registration_key");

-- CreateIndex
CREATE UNIQUE INDEX "roll_entry_round_id_user_id_key" ON "people"."roll_entry"("round_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "slot_chain_key" ON "people"."slot"("chain");

-- CreateIndex
CREATE INDEX "slot_contest_id_idx" ON "people"."slot"("contest_id");

-- CreateIndex
CREATE UNIQUE INDEX "slot_roll_entry_id_contest_id_key" ON "people"."slot"("roll_entry_id", "contest_id");

-- CreateIndex
CREATE INDEX "sign_in_challenge_expires_idx" ON "people"."sign_in_challenge"("expires");

-- CreateIndex
CREATE INDEX "check_in_roll_entry_id_idx" ON "people"."check_in"("roll_entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "card_check_in_id_key" ON "people"."card"("check_in_id");

-- CreateIndex
CREATE INDEX "mail_created_at_idx" ON "people"."mail"("created_at");

-- AddForeignKey
ALTER TABLE "board"."election" ADD CONSTRAINT "election_contest_id_fkey" FOREIGN KEY ("contest_id") REFERENCES "city"."contest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board"."election_state" ADD CONSTRAINT "election_state_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "board"."election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board"."credential" ADD CONSTRAINT "credential_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "board"."election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board"."ballot" ADD CONSTRAINT "ballot_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "board"."election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board"."ballot" ADD CONSTRAINT "ballot_election_id_credential_key_fkey" FOREIGN KEY ("election_id", "credential_key") REFERENCES "board"."credential"("election_id", "public_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board"."leaf" ADD CONSTRAINT "leaf_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "board"."election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board"."head" ADD CONSTRAINT "head_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "board"."election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board"."mix" ADD CONSTRAINT "mix_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "board"."election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board"."decryption" ADD CONSTRAINT "decryption_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "board"."election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board"."election_file" ADD CONSTRAINT "election_file_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "board"."election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."area" ADD CONSTRAINT "area_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "city"."city"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."area" ADD CONSTRAINT "area_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "city"."area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."theme" ADD CONSTRAINT "theme_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "city"."city"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."round" ADD CONSTRAINT "round_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "city"."city"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."phase" ADD CONSTRAINT "phase_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "city"."round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."envelope" ADD CONSTRAINT "envelope_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "city"."round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."envelope" ADD CONSTRAINT "envelope_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "city"."area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."envelope" ADD CONSTRAINT "envelope_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "city"."theme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."contest" ADD CONSTRAINT "contest_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "city"."round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."contest" ADD CONSTRAINT "contest_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "city"."envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."project" ADD CONSTRAINT "project_contest_id_fkey" FOREIGN KEY ("contest_id") REFERENCES "city"."contest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."project" ADD CONSTRAINT "project_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "city"."theme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."trustee" ADD CONSTRAINT "trustee_contest_id_fkey" FOREIGN KEY ("contest_id") REFERENCES "city"."contest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."trustee" ADD CONSTRAINT "trustee_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "people"."user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."shop" ADD CONSTRAINT "shop_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "city"."city"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city"."station" ADD CONSTRAINT "station_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "city"."shop"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "people"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "people"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."role_grant" ADD CONSTRAINT "role_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "people"."user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."roll_entry" ADD CONSTRAINT "roll_entry_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "city"."round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."roll_entry" ADD CONSTRAINT "roll_entry_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "city"."area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."roll_entry" ADD CONSTRAINT "roll_entry_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "people"."user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."slot" ADD CONSTRAINT "slot_roll_entry_id_fkey" FOREIGN KEY ("roll_entry_id") REFERENCES "people"."roll_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."slot_credential" ADD CONSTRAINT "slot_credential_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "people"."slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."check_in" ADD CONSTRAINT "check_in_roll_entry_id_fkey" FOREIGN KEY ("roll_entry_id") REFERENCES "people"."roll_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."check_in" ADD CONSTRAINT "check_in_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "city"."station"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people"."card" ADD CONSTRAINT "card_check_in_id_fkey" FOREIGN KEY ("check_in_id") REFERENCES "people"."check_in"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


