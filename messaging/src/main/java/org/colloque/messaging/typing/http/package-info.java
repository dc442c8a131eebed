/** The endpoint of typing notifications. */
package org.colloque.messaging.typing.http;
