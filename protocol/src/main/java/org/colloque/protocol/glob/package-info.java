/** Patterns of server ACLs and push rules. Spec: appendices, "Glob-style matching". */
package org.colloque.protocol.glob;
