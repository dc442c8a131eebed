/** User-interactive authentication: the stages that guard what an access token alone must not do. */
package org.colloque.messaging.accounts.interactive;
