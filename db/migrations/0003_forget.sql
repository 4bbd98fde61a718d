ALTER TABLE `outbox` ADD `secret` integer DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE `inbox` SET `event` = NULL WHERE `state` = 'done';
