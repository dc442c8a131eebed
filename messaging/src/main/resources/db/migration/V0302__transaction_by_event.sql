-- The tail of the log tells each event's transaction, so that its sender's next sync knows it without a question.
create index client_transaction_by_event on client_transaction (event);
