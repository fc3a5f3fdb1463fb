-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('reading', 'preview', 'writing', 'done', 'undoing', 'undone', 'dropped');

-- AlterEnum
ALTER TYPE "ledger_kind" ADD VALUE 'opening';

-- CreateTable
CREATE TABLE "import" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "file_id" INTEGER,
    "file_name" TEXT NOT NULL,
    "state" "import_state" NOT NULL,
    "choice" JSONB NOT NULL,
    "digest" TEXT,
    "counts" JSONB,
    "preview" BYTEA,
    "journal" BYTEA,
    "requested_by" INTEGER,
    "identity_id" INTEGER,
    "chat_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_district_id_state_idx" ON "import"("district_id", "state");

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
