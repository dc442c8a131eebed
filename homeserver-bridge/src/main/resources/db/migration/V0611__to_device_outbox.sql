-- Messages to devices wait in to_device_outbox, and their ids in to_device_transaction: these tables have no use.
drop table federation_edu;
drop table federation_message_id;
