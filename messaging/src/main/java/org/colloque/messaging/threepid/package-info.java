/** E-mail addresses of accounts: how they are proven, and what they are good for. */
package org.colloque.messaging.threepid;
