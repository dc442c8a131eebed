/** What people report to the operator. */
package org.colloque.messaging.report;
