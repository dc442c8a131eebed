/** Agents on Trixnity, a Matrix SDK that is not ours; written in Kotlin (src/test/kotlin), because Java cannot call it. */
package org.colloque.product.trixnity;
