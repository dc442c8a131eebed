/** Events: their format, how they are built, hashed, signed, redacted, and shown to clients. */
package org.colloque.protocol.event;
