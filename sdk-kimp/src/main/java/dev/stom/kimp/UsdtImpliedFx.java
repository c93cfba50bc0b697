package dev.stom.kimp;

/** What KRW-USDT costs on the Korean venue. */
record UsdtImpliedFx(PriceBasis basis) implements FxSource {
  @Override
  public FxKind kind() {
    return FxKind.USDT_IMPLIED;
  }

  @Override
  public String label() {
    return "USDT-implied " + basis.words();
  }
}
