/** Application services: who they are, which names are theirs, and the port through which they are asked. Spec: application-service-api. */
package org.colloque.messaging.appservice;
