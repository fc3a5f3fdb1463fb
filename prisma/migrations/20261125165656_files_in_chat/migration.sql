-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN     "file_id" INTEGER;

-- CreateTable
CREATE TABLE "file_fetch" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER,
    "platform" "platform" NOT NULL,
    "chat_id" INTEGER NOT NULL,
    "inbox_id" INTEGER NOT NULL,
    "event" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_fetch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "file_fetch_next_at_idx" ON "file_fetch"("next_at");

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_fetch" ADD CONSTRAINT "file_fetch_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;
