/** Events that are sent later, unless their sender (or whoever the sender trusts) cancels them before. */
package org.colloque.messaging.delayed;
