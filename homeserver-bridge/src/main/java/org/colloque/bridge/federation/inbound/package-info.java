/** What other servers ask of us and send to us. */
package org.colloque.bridge.federation.inbound;
