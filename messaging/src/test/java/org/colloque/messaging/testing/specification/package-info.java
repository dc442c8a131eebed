/** The specification's own OpenAPI files, and what our answers look like beside them. */
package org.colloque.messaging.testing.specification;
