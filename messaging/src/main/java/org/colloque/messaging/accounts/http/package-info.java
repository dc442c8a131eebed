/** The endpoints of accounts, sessions and devices. */
package org.colloque.messaging.accounts.http;
