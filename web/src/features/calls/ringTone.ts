/** Two soft tones, again and again, until the returned function is called. Silent where the browser does not let pages sound. */
export function ringTone(): () => void {
  const audio = new AudioContext();
  const tone = (frequency: number, at: number) => {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.12, at + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(at);
    oscillator.stop(at + 0.55);
  };
  const ring = () => {
    tone(587, audio.currentTime + 0.05);
    tone(784, audio.currentTime + 0.35);
  };
  ring();
  const timer = setInterval(ring, 2400);
  return () => {
    clearInterval(timer);
    void audio.close();
  };
}
