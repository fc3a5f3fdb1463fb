-- CreateTable
CREATE TABLE "reply_window" (
    "id" SERIAL NOT NULL,
    "callback_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "stream_id" TEXT,
    "response_url" TEXT,
    "answer" JSONB,
    "owed_key" TEXT,
    "taken_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reply_window_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "reply_window_callback_id_key" ON "reply_window"("callback_id");

-- CreateIndex
CREATE UNIQUE INDEX "reply_window_stream_id_key" ON "reply_window"("stream_id");

-- CreateIndex
CREATE INDEX "reply_window_message_id_idx" ON "reply_window"("message_id");

-- CreateIndex
CREATE INDEX "reply_window_chat_opened_at_idx" ON "reply_window"("chat", "opened_at");

-- CreateIndex
CREATE INDEX "reply_window_opened_at_idx" ON "reply_window"("opened_at");
