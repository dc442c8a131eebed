/** Accounts, their passwords, devices and access tokens. */
package org.colloque.messaging.accounts;
