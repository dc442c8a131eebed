/** JSON as Matrix needs it: a strict reader for what strangers send, and the canonical form that is hashed and signed. */
package org.colloque.protocol.json;
