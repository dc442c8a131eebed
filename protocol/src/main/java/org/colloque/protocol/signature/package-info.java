/** Ed25519 signatures on JSON, on server keys and on federation requests. */
package org.colloque.protocol.signature;
