"""Review: what people decide about claims, as records that are only ever added; pure logic, no SQL."""
