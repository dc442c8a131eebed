/** What the service must withstand: processes killed under load, and two nodes on one database. */
package org.colloque.product.drills;
