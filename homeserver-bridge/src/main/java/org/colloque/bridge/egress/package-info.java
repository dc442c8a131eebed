/** The one gate that every outbound connection passes: where it may go, what it may cost. */
package org.colloque.bridge.egress;
