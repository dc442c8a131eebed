import { useEffect, useState } from 'react';
import { NameStep } from './NameStep';
import { RecoveryStep } from './RecoveryStep';

/** A new account: who one is, then the recovery key. */
export default function FirstRun({ onStart, onDone }: { onStart(): void; onDone(): void }) {
  const [step, setStep] = useState<'name' | 'key'>('name');
  useEffect(onStart, []);
  return step === 'name' ? <NameStep onDone={() => setStep('key')} /> : <RecoveryStep onDone={onDone} numbered />;
}
