/** Keys for end-to-end encryption: device keys, one-time keys, cross-signing, and who has to know of changes. */
package org.colloque.messaging.keys;
