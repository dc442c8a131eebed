/** Policy servers: which one a room has, and which events it recommends. Spec: server-server-api, "Policy Servers". */
package org.colloque.protocol.policy;
