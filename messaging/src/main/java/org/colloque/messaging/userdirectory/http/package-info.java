/** The endpoint of the user directory. */
package org.colloque.messaging.userdirectory.http;
