/** What users keep on the server for their own clients: account data, global and of rooms, and the tags of rooms. */
package org.colloque.messaging.accountdata;
