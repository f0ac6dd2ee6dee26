/** What the OpenAPI document says of the service as a whole, and the names of its parts. */
package io.ctattention.server.openapi;
