/** What the service must withstand from those who speak to it: malformed, oversized and forged requests. */
package org.colloque.product.hostile;
