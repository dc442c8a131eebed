/** Accounts, devices and keys, rooms, sync, push, directory: the client-server API. */
package org.colloque.messaging;
